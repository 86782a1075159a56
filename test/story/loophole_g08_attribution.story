# G8: elsewhere "late inside or outside the agency" is hard-coded, so outside is always 0.
# Here lateness follows custody: who held the minutes above the plan, whichever agency they sit in.
story G8: lateness by who held it, across two agencies
store 2026-03-02 07:30
person la clerk of 25210.mc
person loan head of 25210.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
as la do receive_new D1 procedure=1.001612 channel=counter receiving=25210.mc competent=25195 owner="Ngô Văn Thử"
expect D1 due 2026-03-05 17:00
# the counter of the other ward has 2 hours and keeps it 18: Monday 7.5, Tuesday 8, Wednesday 2.5
at 2026-03-04 10:00
as la do hand_over D1 outcome=forward
expect D1 work 1 = 18h
# the room has 12 hours and uses 20: Wednesday 5.5, Thursday 8, Friday 6.5
at 2026-03-06 15:30
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
as van do number D1 number=1 book=GCN file="c"
as van do ready D1
# Friday 07:30-11:30 and 13:00-15:30 after the due date: 6.5 hours late, split 16 : 8
expect lateness D1 = 23400
expect lateness D1 25210.mc = 15600
expect lateness D1 25195.kt = 7800
expect lateness D1 25195 = 0
expect lateness D1 25195.vp = 0
# counted once, for the agency that decides
expect rate official of 25195 = 0/1
expect rate official of 25210 = 0/0
