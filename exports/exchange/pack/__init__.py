"""The signed file in which a desk's log travels (`.hdpack`): written, verified, and taken in by another desk."""
