# G2: elsewhere the check renames each role to the needed one, so anybody passes.
# Here everything is denied unless the post allows it, and a refusal writes nothing.
story G2: no post, no act
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person van records of 25195.vp
person vanphong head of 25195.vp
person la clerk of 25210.mc
person xa officer of 25210.kt
person ketoan accountant of 25195.vp

at 08:00
as tuan do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect refused right.clerk "loophole G2"
expect unchanged
as la do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect refused right.clerk
as ma do receive_new X procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
expect refused person.unknown
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward

# the step is the economic room's of this ward
as lan do take D1 ; expect refused right.taker
as xa do take D1 ; expect refused right.taker
as admin do take D1 ; expect refused right.taker
expect unchanged
as tuan do take D1
as minh do hand_over D1 outcome=forward ; expect refused right.holder
as ketoan do reassign D1 to=tuan note="a" ; expect refused right.head
as lan do ask_supplement D1 items="a" ; expect refused right.holder
as tuan do sign_apology D1 days=2 cause=25195.kt reason="a" ; expect refused right.apology
as minh do sign_apology D1 days=2 cause=25195.kt reason="a" ; expect refused right.apology
as lan do stop D1 ground=citizen note="a" ; expect refused right.head
as tuan do fee_receipt D1 ; expect refused right.clerk
as tuan do withdraw D1 reason="a" ; expect refused right.onestop
as chu do move_calendar D1 calendar=2026-1 ; expect refused right.admin
as chu do add_unit zzz role=room type=room name="Z" from=2026-03-02 ; expect refused right.admin
as tuan do record_leave chu from=2026-03-03 to=2026-03-04 ; expect refused right.self
expect unchanged
as tuan do hand_over D1 outcome=forward
as minh do finish D1
as minh do sign D1 ; expect refused right.signer
as van do sign D1 ; expect refused right.signer
as admin do sign D1 ; expect refused right.signer
as chu do sign D1
as tuan do number D1 number=1 book=B file="x" ; expect refused right.records
as van do number D1 number=1 book=B file="x"
as lan do ready D1 ; expect refused right.records
as van do ready D1
as van do deliver D1 how=counter collector="a" ; expect refused right.onestop
as la do deliver D1 how=counter collector="a" ; expect refused right.onestop
expect unchanged
expect D1 state ready
