"""Events in running text: which dates are days of events, and what stands beside them."""
