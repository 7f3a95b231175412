"""What leaves the desk: tables, badge sheets, kits."""
