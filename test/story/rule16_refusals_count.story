story Rule 16: declined at intake, denied, not eligible: each with its own clock
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
# form 03 needs a reason of the list; its clock online is 8 working hours: Tuesday 08:00
as lan do submit F1 procedure=2.000908 channel=online receiving=25195.mc owner="Lê Thị Một"
as lan do submit F2 procedure=2.000908 channel=online receiving=25195.mc owner="Lê Thị Hai"
expect F1 lived 2026-03-03 08:00
as lan do decline F1 reason=D99 note="a"
expect refused intake.reason
as nga do decline F1 reason=D01 note="a"
expect refused right.clerk
as lan do decline F1 reason=D01 note="the district archive keeps this register"
expect F1 state declined
expect F1 closed 08:00
expect F1 holder nobody
expect rate lived = 1/1
# intake refused is no solved dossier of the official form
expect rate official = 0/0
as lan do receive F1
expect refused state.not_submitted

as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Lê Văn Ba"
as lan do receive_new D2 procedure=2.000908 channel=counter receiving=25195.mc owner="Lê Văn Bốn"
as lan do receive_new D3 procedure=2.000908 channel=counter receiving=25195.mc owner="Lê Văn Năm"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
# denied and not eligible are results: proposed with reasons, signed, numbered, ready
as nga do deny D1 reasons="no such entry"
expect D1 decision denied
expect D1 step s3
as nga do not_eligible D2 reasons="the asker is no relative"
expect D2 decision not_eligible
as nga do deny D3
expect refused arg.missing
as chu do sign D1
as chu do sign D2
as van do number D1 number=1 book=TB file="d1"
as van do number D2 number=2 book=TB file="d2"
as van do ready D1
as van do ready D2
expect timeline D1 contains signed decision=denied
expect timeline D2 contains signed decision=not_eligible
expect rate official = 2/2
expect rate lived = 3/3
# a denial costs nothing but is handed out like any result
as lan do deliver D1 how=counter collector="Lê Văn Ba"
expect D1 state delivered

# late ones are late in their own clock: declining F2 on Tuesday at 10:00, denying D3 a day late
at 2026-03-03 10:00
as lan do decline F2 reason=D01 note="as the first"
expect rate lived = 3/5
as nga do deny D3 reasons="no such entry"
as chu do sign D3
as van do number D3 number=3 book=TB file="d3"
as van do ready D3
expect rate official = 2/3
expect rate lived = 3/5
expect count lived-late = 2
