"""The ice and what stands around it: the rink from above, straightened, from close by, the hall."""
