"""What can be counted over time: a file each, named for what it counts.

A measure's file says MEASURE, and `observations(register, day)` gives what it rests on as the register tells it
and as it stood on that day: each with the id behind it, the day that decides which period it counts in, its
unit, process and category. All else is the same for all of them: `_spans` chooses the two periods that are
compared, `_dimensions` places an observation in a tree, `_quantities` makes numbers of observations, and
`_breakdown` puts it together and hides what rests on a few.

Shares of what falls due count what was due in the period, lead times what began in it. Both are judged on the
period's last day, and so is the period before: what is compared has had the same time to get done.
"""
