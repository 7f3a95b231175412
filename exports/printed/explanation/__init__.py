"""Explain how a volunteer's hours were counted: in sentences, and on a page for parents (个人时长说明单)."""
