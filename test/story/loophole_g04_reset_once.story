# G4: elsewhere a return for supplement starts the full limit again, any number of times.
# Here the decree's reset needs a delivered first request, in time; a second one stops nothing,
# the first promise stays visible and the lived rate ignores the reset.
story G4: a limit starts afresh once, and the first promise stays
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Phạm Thị Thử"
expect D1 promise 2026-03-05 17:00
as lan do hand_over D1 outcome=forward
at 2026-03-03 08:00
as minh do ask_supplement D1 items="minutes of the household"
# asked is not delivered: the clock runs
expect D1 state open
expect D1 due 2026-03-05 17:00
as lan do tell D1 notice=supplement how=phone
expect D1 state open
as lan do notice_delivered D1 notice=supplement how=phone
expect refused notice.how
at 09:00
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 state waiting
expect D1 due none
at 2026-03-04 08:00
as lan do supplement_received D1
# reset: 3 working days after Wednesday 4 March: Monday 9; the citizen's one day alone moves the
# first promise: Friday 6
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-05 17:00
expect D1 lived 2026-03-06 17:00

# the trick: ask again on the last day
at 2026-03-09 08:00
as minh do ask_supplement D1 items="one more paper"
expect refused supplement.signature "rule 14"
expect unchanged
as minh do ask_supplement D1 items="one more paper" why="overlooked the first time"
expect timeline D1 contains supplement_asked n=2 signer=minh
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 state open
expect D1 due 2026-03-09 17:00
at 10:00
as lan do supplement_received D1
expect D1 due 2026-03-09 17:00
as minh do ask_supplement D1 items="and another" why="again"
at 2026-03-10 08:00
expect list late = D1

# on time by the reset? late anyway; and late by the life of the person from 6 March on
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=3 book=GCN file="c"
as van do ready D1
expect rate official = 0/1
expect rate lived = 0/1
expect D1 supplements 3

story G4: within the reset yet beyond the first promise
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Phạm Thị Thử"
as lan do hand_over D1 outcome=forward
at 2026-03-03 08:00
as minh do ask_supplement D1 items="minutes of the household"
as lan do notice_delivered D1 notice=supplement how=signature
at 2026-03-04 08:00
as lan do supplement_received D1
as minh do hand_over D1 outcome=forward
at 2026-03-09 09:00
as minh do finish D1
as chu do sign D1
as van do number D1 number=3 book=GCN file="c"
as van do ready D1
# Monday 9 March is the reset date, Friday 6 the first promise with the citizen's day: the gap shows
expect rate official = 1/1
expect rate lived = 0/1

story G4: a second request stops nothing, however early it comes
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Phạm Thị Thử"
as lan do hand_over D1 outcome=forward
as minh do ask_supplement D1 items="minutes of the household"
as lan do notice_delivered D1 notice=supplement how=signature
at 09:00
as lan do supplement_received D1
# reset once: 3 working days after Monday 2 March
expect D1 due 2026-03-05 17:00
# the very next day, while a first request would still be in time
at 2026-03-03 08:00
as minh do ask_supplement D1 items="one more paper"
expect refused supplement.signature "rule 14"
as minh do ask_supplement D1 items="one more paper" why="overlooked the first time"
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 state open
expect D1 due 2026-03-05 17:00
at 2026-03-04 08:00
as lan do supplement_received D1
expect D1 due 2026-03-05 17:00
expect D1 promise 2026-03-05 17:00
expect D1 supplements 2
