"""What happens to placed people: attendance, completion, certificates."""
