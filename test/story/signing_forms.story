# Who signs as what (Decree 30/2020, art. 13): the head by the post, a deputy for the head (KT.),
# somebody else only with the head's authority in writing, within its dates (TUQ.). A deputy's own
# authority is not passed on.

story Signing: a deputy signs for the head
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
# Whom the signing step does not name signs nothing.
as minh do sign D1
expect refused right.signer
as pho do sign D1
expect timeline D1 contains signed form=kt decision=granted
expect D1 signed yes

story Signing: the head by the post
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do sign D1
expect D1 signed yes

# From Tuesday to Thursday the head of the room may sign; on Friday no more.
story Signing: with authority in writing, within its dates
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
person hai officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Văn Mẫu"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do hand_over D2 outcome=forward
as minh do finish D1
as minh do finish D2
as chu do delegate chu to=minh unit=25195 post=head from=2026-03-03T07:30 until=2026-03-05T17:00
# A deputy's authority goes no further.
as pho do delegate pho to=hai unit=25195 post=deputy from=2026-03-03T07:30 until=2026-03-05T17:00
as minh do sign D1
expect refused right.signer
at 2026-03-03 09:00
as hai do sign D1
expect refused sign.passed_on "Decree 30/2020 art. 13"
expect unchanged
as minh do sign D1
expect timeline D1 contains signed form=tuq
at 2026-03-06 09:00
as minh do sign D2
expect refused right.signer
