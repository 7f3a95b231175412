"""Pure rules: no clock, no disk, no screen, no device. Data in, values out."""
