# Why the two rates lie apart: each way in which a dossier is on time in the reports and late
# for the person who waited. Whoever leads looks at the difference (rules 25 and 26).

story The books say five of five, the people one of six
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
# copies from the register, the same day: the close of Monday 2 March
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Kịp"
as lan do receive_new D2 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Tối"
as lan do receive_new D3 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Rút"
as lan do receive_new D4 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Trả"
as lan do receive_new D5 procedure=2.000908 channel=counter receiving=25195.mc owner="Tô Văn Treo"
as lan do submit D6 procedure=2.000908 channel=online receiving=25195.mc owner="Tô Văn Mạng"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D4 outcome=forward
as nga do finish D1
as nga do finish D2
as chu do sign D1
as chu do sign D2
as van do number D1 number=1 book=BS file="d1"
as van do number D2 number=2 book=BS file="d2"
as van do ready D1
expect rate official = 1/1
expect rate lived = 1/1

# an hour after the close, on the same date: the reports compare dates
at 18:00
as van do ready D2
expect rate official = 2/2
expect rate lived = 1/5
expect count lived-open-late = 3

at 2026-03-03 16:00
# withdrawn "as advised", returned as not eligible: on time in the reports
as lan do withdraw D3 reason="as advised"
as nga do not_eligible D4 reasons="the asker is no relative"
as chu do sign D4
as van do number D4 number=3 book=BS file="d4"
as van do ready D4
expect rate official = 4/4
# received after more than 8 working hours: the law counts from there, the person from Monday
as lan do receive D6
expect D6 due 2026-03-04 17:00
expect D6 lived 2026-03-02 17:00
as lan do hand_over D6 outcome=forward
as nga do finish D6
as chu do sign D6
as van do number D6 number=4 book=BS file="d6"
as van do ready D6
expect rate official = 5/5
# and D5 lies on: in no rate of the reports until it is solved
expect rate lived = 1/6
expect count lived-late = 4
expect count lived-open-late = 1
# looked back upon from Wednesday: D6 too was late on Monday
at 2026-03-04 08:00
expect rate official = 2/2 from 2026-03-02 to 2026-03-02
expect rate lived = 1/6 from 2026-03-02 to 2026-03-02
expect rate lived = 0/4 from 2026-03-03 to 2026-03-03
