"""Tables that a school may change or the district sets, and the content of the district's receipt."""
