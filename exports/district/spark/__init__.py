"""The same steps on Apache Spark, for more than one laptop holds (docs/scale.md): an optional extra, `hourdesk[spark]`."""
