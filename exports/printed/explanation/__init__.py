"""How a volunteer's hours came about: as sentences, and as a page for parents (个人时长说明单)."""
