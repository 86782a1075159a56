# G5: elsewhere what is "waiting" or "receiving" is never overdue, so park it there.
# Here a wait has a limit of its own and ends in a reminder, an unanswered submission is late by itself,
# and both lie open in the lists.
story G5: nothing is parked out of sight
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195

# an unanswered submission: 8 working hours from Monday 08:00 end on Tuesday 08:00
at 08:00
as lan do submit S procedure=1.001612 channel=online receiving=25195.mc owner="Võ Văn Thử"
expect S state submitted
expect S holder 25195.mc head hoa
expect next-tick 2026-03-03 08:00:01
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Đỗ Thị Thử"
as lan do hand_over D1 outcome=forward
as minh do take D1
# the officer cannot park it without a notice that arrived
as minh do pause D1 ground=supplement document="will ask one day"
expect refused pause.needs_notice "rule 4"
as minh do ask_supplement D1 items="minutes of the household"
at 09:00
as lan do notice_delivered D1 notice=supplement how=code
expect D1 state waiting
expect D1 holder citizen
# the wait's own limit: 30 calendar days after 2 March is Wednesday 1 April
expect D1 hold 3 due 2026-04-01 17:00
expect list state waiting = D1

at 2026-03-03 08:00:01
expect timeline S contains answer_overdue
expect rate lived = 0/1
at 2026-03-31
expect timeline D1 contains reminded which=half
expect timeline D1 contains reminded which=three_days
at 2026-04-02
expect timeline D1 contains reminded which=expired
expect D1 state waiting
expect D1 dormant yes
expect S dormant yes
expect list open = S D1
# the end of the wait stops nothing by itself; the head decides, and the stop is a recorded closing
as minh do stop D1 ground=supplement-expired note="not completed"
expect D1 state stopped
expect list open = S
expect count lived-open-late = 1
