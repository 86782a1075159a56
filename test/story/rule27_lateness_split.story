story Rule 27: lateness is split by overruns; the silent answer for their minutes
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person mat head of 25195.mttq
person hoi head of 25210.mttq
person chu head of 25195
person hoa head of 25195.mc
person van records of 25195.vp

# 10 working days: Monday 16 March; plan 4 + 32 + 24 (opinion) + 8 + 8 + 4 hours
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Tô Văn Trễ"
expect D1 due 2026-03-16 17:00
at 11:30
as lan do hand_over D1 outcome=forward
# exactly its 32 hours: Monday 4, Tuesday to Thursday 24, Friday 4
at 2026-03-06 11:30
as nga do hand_over D1 outcome=forward
expect D1 step s3
as nga do ask_opinion D1 units=25195.mttq question="Is the household known?"
# 24 working hours: Friday 4, Monday 8, Tuesday 8, Wednesday 4; it ends with the morning
expect D1 opinion 1 due 2026-03-11 11:30
at 2026-03-11 11:30:01
expect D1 opinion 1 silent
# answered 28 working hours late: Wednesday 4, Thursday 8, Friday 8, Monday 8
at 2026-03-16 17:00
as mat do answer_opinion D1 number=1 answer=agree text="known"
expect lateness D1 = 0
as nga do hand_over D1 outcome=forward
# the lead's own step has 8 hours and takes 20 less a second: Tuesday 8, Wednesday 8, Thursday 4
at 2026-03-19 11:29:59
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=QD file="c"
as van do ready D1
# late 71,999 s, split 28 h : 12 h less a second = 100,800 : 43,199
# 71,999 x 100,800 / 143,999 = 50,399.65 and 71,999 x 43,199 / 143,999 = 21,599.35:
# the second that is left goes to the larger remainder
expect lateness D1 = 71999
expect lateness D1 25195.mttq = 50400
expect lateness D1 25195.vhxh = 21599
expect lateness D1 25195.mc = 0
expect lateness D1 25195 = 0

story Rule 27: two silent ones share equally, the lead has none
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person mat head of 25195.mttq
person hoi head of 25210.mttq
person chu head of 25195
person hoa head of 25195.mc
person van records of 25195.vp
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Tô Thị Trễ"
at 11:30
as lan do hand_over D1 outcome=forward
at 2026-03-06 11:30
as nga do hand_over D1 outcome=forward
as nga do ask_opinion D1 units=25195.mttq question="Is the household known?"
as nga do ask_opinion D1 units=25210.mttq question="Did it live with you?" limit=24h
# both silent until Thursday 19 March 11:30: 48 hours beyond the opinion's plan
at 2026-03-19 11:30
as nga do hand_over D1 outcome=forward
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=QD file="c"
as van do ready D1
# 20 hours late, half each
expect lateness D1 = 72000
expect lateness D1 25195.mttq = 36000
expect lateness D1 25210.mttq = 36000
expect lateness D1 25195.vhxh = 0

story Rule 27: late by the clock but not in working time: nothing to split
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person hoa head of 25195.mc
person van records of 25195.vp
at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Tối"
as lan do hand_over D1 outcome=forward
at 20:00
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=BS file="c"
as van do ready D1
expect rate lived = 0/1
expect lateness D1 = 0
expect lateness D1 25195.vhxh = 0
