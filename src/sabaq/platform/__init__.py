"""What every package stands on: actors, permissions, the action mechanism, audit, jobs, languages, files, exports.

Nothing here knows an academy. The layer above (`network` and up) brings the words of the field.
"""
