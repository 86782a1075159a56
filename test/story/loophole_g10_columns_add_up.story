# G10: elsewhere late online is "previous on-time online + 1", and a Saturday is asked of the wrong date.
# Here every column comes from one count of the same dossiers, so they add up:
# received + carried over = solved + open.
story G10: the columns add up
# Saturday 22 August 2026 is a working day (swapped for Monday 31 August)
store 2026-08-20 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do submit O1 procedure=1.001612 channel=online receiving=25195.mc owner="Lý Văn Một"
as lan do receive O1
# Thursday + 3 working days: Friday 21, Saturday 22, Monday 24
expect O1 due 2026-08-24 17:00
as lan do submit O2 procedure=2.000908 channel=online_helped receiving=25195.mc owner="Lý Văn Hai"
as lan do receive O2
as lan do receive_new C1 procedure=2.000908 channel=counter receiving=25195.mc owner="Lý Văn Ba"
as lan do receive_new C2 procedure=1.001612 channel=counter receiving=25195.mc owner="Lý Văn Bốn"
as lan do hand_over O1 outcome=forward
as lan do hand_over O2 outcome=forward
as lan do hand_over C1 outcome=forward
as nga do finish C1
as chu do sign C1
as van do number C1 number=1 book=BS file="c1"
as van do ready C1
at 2026-08-22 09:00
as minh do hand_over O1 outcome=forward
as minh do finish O1
as chu do sign O1
as van do number O1 number=1 book=GCN file="o1"
as van do ready O1
as nga do finish O2
as chu do sign O2
as van do number O2 number=2 book=BS file="o2"
as van do ready O2

# 1 + 1 + 2 + 0 = 1 + 1 + 1 + 1 + 0
expect count online-self = 1
expect count online-helped = 1
expect count direct = 2
expect count carried = 0
expect count early = 1
expect count on-time = 1
expect count late = 1
expect count open-in-time = 1
expect count open-late = 0
expect rate official = 2/3
expect rate lived = 2/3
expect rate online = 2/4
# day by day: Thursday solves one, Saturday two of the three carried over
expect count direct = 2 from 2026-08-20 to 2026-08-20
expect count on-time = 1 from 2026-08-20 to 2026-08-20
expect count carried = 3 from 2026-08-22 to 2026-08-22
expect count early = 1 from 2026-08-22 to 2026-08-22
expect count late = 1 from 2026-08-22 to 2026-08-22
expect count open-in-time = 1 from 2026-08-22 to 2026-08-22
rebuild
expect rate official = 2/3
expect rate lived = 2/3
at 2026-08-25 08:00
expect count carried = 1 from 2026-08-25 to 2026-08-25
expect count open-late = 1 from 2026-08-25 to 2026-08-25
