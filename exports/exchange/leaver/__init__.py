"""The file of somebody who leaves a school (`.hdleave`): record and certificate, signed by the team; and its taking at another."""
