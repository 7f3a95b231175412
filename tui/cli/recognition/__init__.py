"""Commands about what volunteers are given for their service."""
