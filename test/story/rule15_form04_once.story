story Rule 15: form 04 once, from the old due date
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person hoa head of 25195.mc
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hẹn"
# 3 working days after Monday 2 March: Thursday 5; an apology at the latest at the close of Wednesday 4
expect D1 due 2026-03-05 17:00
expect D1 apology 2026-03-04 17:00
as lan do hand_over D1 outcome=forward
at 2026-03-04 14:00
# at most 10 working days (law/rule-sets.json)
as chu do sign_apology D1 days=11 cause=25195.kt reason="flooded archive"
expect refused extend.days "rule 15"
as chu do sign_apology D1 days=2 cause=25195.kt reason="flooded archive"
# counted from the old due date, not from today: Friday 6, Monday 9
expect D1 due 2026-03-09 17:00
expect D1 promise 2026-03-05 17:00
expect D1 lived 2026-03-05 17:00
as chu do sign_apology D1 days=1 cause=25195.kt reason="still flooded"
expect refused extend.once "Decree 61/2018 art. 19; form 04"
expect unchanged
expect D1 due 2026-03-09 17:00
at 2026-03-06 09:00
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=1 book=GCN file="c"
as van do ready D1
# before the new date, yet after the first promise: late in both (extended_late_official: yes)
expect count late = 1
expect rate official = 0/1
expect rate lived = 0/1

story Rule 15: the statutory extension moves the legal date once
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.013225 channel=counter receiving=25195.mc owner="Trần Văn Nhà"
# 15 calendar days after 2 March: Tuesday 17 March
expect D1 due 2026-03-17 17:00
as minh do extend_by_law D1 statutory=longer-review reason="the head of the room may not"
expect refused right.agency_head
as chu do extend_by_law D1 statutory=longer-review reason="soil must be examined"
# 25 calendar days after 2 March: Friday 27 March; not form 04, which is still to be had
expect D1 due 2026-03-27 17:00
expect D1 promise 2026-03-17 17:00
as chu do extend_by_law D1 statutory=longer-review reason="again"
expect refused statutory.times "rule 15"
expect D1 due 2026-03-27 17:00
as chu do sign_apology D1 days=3 cause=25195.kt reason="the examiner is ill"
# 3 working days after Friday 27: Monday 30, Tuesday 31, Wednesday 1 April
expect D1 due 2026-04-01 17:00

story Rule 15: after its date nothing can be extended by law
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.013225 channel=counter receiving=25195.mc owner="Trần Văn Nhà"
at 2026-03-17 17:00:01
as chu do extend_by_law D1 statutory=longer-review reason="too late"
expect refused statutory.late
expect unchanged
expect list late = D1
