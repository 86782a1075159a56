story Rule 24: open dossiers of a former system come with their printed date and stand apart
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do import_open I1 code=000.21.01.H19-260225-0007 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00 step=s2
expect refused right.admin
as admin do import_open I1 code=000.21.01.H19-260225-0007 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00 step=s2
expect timeline I1 = imported
expect timeline I1 contains imported source=old-portal
expect I1 imported yes
# its own code of the old order, its own date, its own step; our custody begins now
expect I1 code 000.21.01.H19-260225-0007
expect I1 due 2026-03-02 17:00
expect I1 received 2026-02-25 08:00
expect I1 step s2
expect I1 hold 1 from 2026-03-02 08:00
expect I1 holder 25195.kt head minh
as admin do import_open I2 code=000.21.01.H19-260225-0007 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00
expect refused import.code_taken
as admin do import_open I2 code=4711 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00
expect refused import.code
# a closed one, for statistics
as admin do import_open I3 code=H19.21-260210-0003 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Thị Cũ" received_at=2026-02-10T08:00 due=2026-02-13T17:00 ready_at=2026-02-12T10:00 closed_at=2026-02-13T09:00
expect I3 state delivered
expect list open = I1

# finished before its printed date: never "on time" by default
as minh do hand_over I1 outcome=forward
as minh do finish I1
as chu do sign I1
as van do number I1 number=1 book=GCN file="c"
as van do ready I1
expect rate official = 0/0
expect rate lived = 0/0
expect count imported = 2
expect I1 work-sum

story Rule 24: an imported date still makes it late
store 2026-03-02 07:30
person hoa head of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as admin do import_open I1 code=H19.21-260225-0007 source=old-portal procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-02T17:00 step=s2
at 2026-03-02 17:00:01
expect list late = I1
expect timeline I1 contains overdue_marked
# form 04 counts from the printed date: Tuesday 3
as chu do sign_apology I1 days=1 cause=25195.kt reason="taken over yesterday"
expect I1 due 2026-03-03 17:00
