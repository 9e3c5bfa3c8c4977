"""Tables of cells, as CSV and workbooks have them: of results, of laps, of passings."""
