"""What Keyturn's emulated AWS adds to moto."""
