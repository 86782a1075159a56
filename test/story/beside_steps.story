# A dossier beside the steps of its law (doc/mining.md): what departs from them is told, its innocent
# twin is not. Steps here: s1 reception, s2 the officer (12 hours), s3 the head of the room, s4 the
# chairman, s5 the records.

story Beside its steps: the wrong post, and who may stand in
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person tam records of 25195.kt
person chu head of 25195
person vt records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Một"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Hai"
as lan do receive_new D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Ba"
as lan do receive_new D4 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Bốn"
# Nobody can skip a step: the engine leads from each to the next.
as lan do finish D1
expect refused result.no_outcome
expect D1 departs none
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
as tuan do take D1
as tuan do take D2
# D1 goes to somebody of the room whose work this is not; D2 to the head, who may (rule 7).
as minh do reassign D1 to=tam note="x"
as minh do reassign D2 to=minh note="x"
at 09:00
as tam do hand_over D1 outcome=forward
as minh do hand_over D2 outcome=forward
expect D1 departs wrong_post s2
expect D2 departs none
# Recalled before anybody opened it: that hand-over never was (rule 8).
as lan do hand_over D4 outcome=forward
at 09:05
as lan do recall D4
expect D4 departs none
expect D4 loops 0

story Beside its steps: over the limit, and what only looks so
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 2026-03-05 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Một"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Hai"
as lan do receive_new D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Ba"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as tuan do take D1
as tuan do take D2
# Thursday 08:00 to Monday 08:30 are four days of the calendar, but 16.5 working hours: over 12.
# D2 goes on at Friday 11:00, after 11 of them.
expect D2 plan s2 = 43200
at 2026-03-06 11:00
as tuan do hand_over D2 outcome=forward
at 2026-03-09 08:30
# What goes on is not judged, however long.
expect D1 departs none
as tuan do hand_over D1 outcome=forward
expect D1 departs over_limit s2
expect D2 departs none

story Beside its steps: going back as the procedure has it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Thị Một"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 09:00
as tuan do send_back D1 reason=R01 note="thiếu"
as lan do take D1
as lan do hand_over D1 outcome=forward
# A return is a loop (rule 35), and no deviation: the steps have it.
expect D1 departs none
expect D1 loops 1
