"""Fold and sum on Apache Spark, for more data than one laptop holds (docs/scale.md). Optional: `hourdesk[spark]`."""
