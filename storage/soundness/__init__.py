"""Whether a record and its keys are sound: what `check` looks at besides the chain, and what explains an error that came of damage."""
