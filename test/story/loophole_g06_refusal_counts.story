# G6: elsewhere a denial leaves all counts and what is unresolved counts as in time.
# Here a refusal is an outcome with its own clock, and stays in the rates.
story G6: a late denial is late
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Bùi Văn Thử"
as lan do receive_new D2 procedure=2.000908 channel=counter receiving=25195.mc owner="Bùi Thị Thử"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as nga do deny D2 reasons="no such entry in the register"
as chu do sign D2
as van do number D2 number=1 book=TB file="denied 2"
as van do ready D2
expect D2 decision denied
expect rate official = 1/1
expect rate lived = 1/1
# unresolved past its date is late, not "in time": the same day ended on Monday at 17:00
at 2026-03-03 08:00
expect list late = D1
expect count open-late = 1
expect rate lived = 1/2
# denying it now does not take it out of the count
as nga do deny D1 reasons="no such entry in the register"
as chu do sign D1
as van do number D1 number=2 book=TB file="denied 1"
as van do ready D1
expect D1 decision denied
expect count late = 1
expect rate official = 1/2
expect rate lived = 1/2
# a denial cannot be slipped in unsigned
as lan do correct_procedure D1 procedure=1.001193 reason="start again"
expect refused state.not_open
