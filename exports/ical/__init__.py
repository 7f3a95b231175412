"""Activities as an iCalendar file (RFC 5545): written for other calendars, and read from them."""
