"""The volunteer's page on the screen: pages to look through, and one key for each thing that a supervisor may give."""
