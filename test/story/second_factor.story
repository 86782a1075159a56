# Which units sign in with a second factor: an administrator decides it by day, and takes it back by day.

story Second factor: decided for a unit
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do require_factor 25195.mc
expect refused right.admin
as admin do require_factor 25195.mc from=2026-03-01
expect refused org.dates
as admin do require_factor 25195.mc from=2026-03-10
as admin do require_factor 25195.mc from=2026-03-12
expect refused org.factor_required "Decree 85/2016 (security levels)"
# Earlier than it was: that is more, and allowed.
as admin do require_factor 25195.mc from=2026-03-05
as admin do require_factor 25195.mc from=2026-03-05
expect refused org.factor_required
as admin do lift_factor 25195.mc to=2026-03-20
as admin do lift_factor 25195.mc to=2026-03-20
expect refused org.factor_not_required
as admin do lift_factor 25195 to=2026-03-20
expect refused org.factor_not_required
# Without a day it is today.
as admin do require_factor 25195
as admin do lift_factor 25195
as admin do lift_factor 25195
expect refused org.factor_not_required
# A unit that is no more on that day.
as admin do close_unit 25195.vhxh to=2026-04-01
as admin do require_factor 25195.vhxh from=2026-04-01
expect refused org.dates
