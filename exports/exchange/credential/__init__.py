"""The credential beside a certificate: an Open Badge 3.0 as a signed text (JWT), the district's list that vouches for it, and the check."""
