# G9: elsewhere going back to processing wipes the release and finish dates.
# Here both stay, the reopening is counted, and the lived rate looks at the last result.
story G9: what was reopened keeps its first result
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Dương Văn Thử"
as lan do hand_over D1 outcome=forward
as lan do reopen D1 fault=office reason="not closed yet"
expect refused state.not_closed
at 10:00
as nga do finish D1
as chu do sign D1
as van do number D1 number=1 book=BS file="wrong name"
as van do ready D1
expect rate official = 1/1
expect rate lived = 1/1
as lan do deliver D1 how=counter collector="Dương Văn Thử"

at 2026-03-05 09:00
as lan do reopen D1 fault=office reason="the name is wrong"
expect timeline D1 contains reopened fault=office
expect D1 state open
expect D1 first-ready 2026-03-02 10:00
expect D1 ready none
expect D1 reopened 1
at 2026-03-05 10:00
as nga do finish D1
as chu do sign D1
as van do number D1 number=2 book=BS file="right name"
as van do ready D1
expect D1 first-ready 2026-03-02 10:00
expect D1 ready 2026-03-05 10:00
expect D1 due 2026-03-02 17:00
expect timeline D1 contains ready at="2026-03-02 10:00"
expect timeline D1 contains delivered at="2026-03-02 10:00"
# the ministry's books know the first result; the person waited for the second
expect rate official = 1/1
expect rate lived = 0/1
expect D1 work-sum
