story Rule 24: a result that nobody collected comes into the hand-out, not late at our account
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person van records of 25195.vp

at 08:00
as admin do import_open I1 code=H19.21-260210-0007 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-10T08:00 due=2026-02-13T17:00 step=s2 ready_at=2026-02-12T10:00
expect I1 state ready
expect I1 due 2026-02-13 17:00
expect I1 hold 1 from 2026-03-02 08:00
expect I1 holder 25195.mc head hoa
expect timeline I1 = imported
expect list late = none
# a result to come is none
as admin do import_open I2 code=H19.21-260210-0008 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-10T08:00 due=2026-02-13T17:00 ready_at=2026-03-03T10:00
expect refused import.times
at 2026-03-05 08:00
expect list late = none
expect timeline I1 = imported
as hoa do deliver I1 how=counter collector="Trương Văn Cũ" proof=signature
expect I1 state delivered
expect rate official = 0/0
expect rate lived = 0/0
expect count imported = 1
expect I1 work-sum

story Rule 24: with whom it was in hand, it is
store 2026-03-02 07:30
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as admin do import_open I1 code=H19.21-260225-0007 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-04T17:00 step=s2 holder=tuan
expect I1 holder 25195.kt officer tuan
expect list person tuan = I1
as admin do import_open I2 code=H19.21-260225-0008 source=cu procedure=1.001612 channel=counter receiving=25195.mc owner="Trương Văn Cũ" received_at=2026-02-25T08:00 due=2026-03-04T17:00 step=s2 holder=hoa
expect refused import.holder
as tuan do take I1
expect I1 holder 25195.kt officer tuan
