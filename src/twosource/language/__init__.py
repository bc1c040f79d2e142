"""A passage's text comes in; sentences, names, attributions, hedges, figures and times go out, as typed spans."""
