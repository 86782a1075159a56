story Rule 25: the official rate compares dates, not hours
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Đoàn Văn Một"
as lan do receive_new D2 procedure=2.000908 channel=counter receiving=25195.mc owner="Đoàn Văn Hai"
as lan do receive_new D3 procedure=1.000656 channel=counter variant=verify receiving=25195.mc owner="Đoàn Văn Ba"
as lan do receive_new D4 procedure=2.000908 channel=counter receiving=25195.mc owner="Đoàn Văn Bốn"
as lan do receive_new D5 procedure=2.000908 channel=counter receiving=25195.mc owner="Đoàn Văn Năm"
# with verification 3 working days: Thursday
expect D3 due 2026-03-05 17:00
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
as nga do finish D1
as nga do finish D2
as nga do finish D3
as chu do sign D1
as chu do sign D2
as chu do sign D3
as van do number D1 number=1 book=BS file="d1"
as van do number D2 number=2 book=BS file="d2"
as van do number D3 number=3 book=BS file="d3"
# three days before its date: early
as van do ready D3
# 45 minutes after the due moment, on the due day: on time by date, late by the second
at 17:45
as van do ready D1
expect count on-time = 1
expect count early = 1
expect rate official = 2/2
expect rate lived = 1/5
# six hours later the date is another: late
at 2026-03-03 00:00
as van do ready D2
expect count late = 1
expect rate official = 2/3
# withdrawn counts on time and stopped counts in time, though both were past their date (form II.06a);
# the lived rate calls them late
at 08:00
as lan do withdraw D4 reason="not needed any more"
expect count on-time = 2
expect rate official = 3/4
as hoa do stop D5 ground=dispute note="the heirs disagree"
expect count open-in-time = 1
expect count open-late = 0
expect rate official = 3/4
expect rate lived = 1/5
