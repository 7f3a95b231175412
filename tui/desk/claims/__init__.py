"""Claims at the desk: entered by anybody there, judged by a supervisor."""
