"""The sample network and the main job: what `bin/run` loads and does, by the same actions as the pages.

Nothing here is a short cut: every step is an action by the person whose office it is, at a day of the story in
`sample/`, so the audit chain, the refusals and the figures are the product's own.
"""
