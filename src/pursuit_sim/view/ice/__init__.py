"""What is on the ice: the rink, the skaters, their trains."""
