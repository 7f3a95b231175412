"""Tables that come with the program, as data; a school's own file in the data folder stands in for each."""
