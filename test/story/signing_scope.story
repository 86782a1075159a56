# Rule 50. Who signs what, by decision of the head and within its dates: a deputy signs the fields assigned
# and no others. Where nothing was decided a deputy signs all (signing_forms.story).

story Signing scope: a deputy signs what is assigned
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
person hai deputy of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
# Nobody assigns to themselves, and a deputy to nobody.
as pho do set_signing_scope pho unit=25195 post=deputy
expect refused right.unit_head "rule 50"
as pho do set_signing_scope hai unit=25195 post=deputy
expect refused right.unit_head
as minh do set_signing_scope pho unit=25195 post=deputy
expect refused right.unit_head
as chu do set_signing_scope pho unit=25195 post=deputy fields="Hộ tịch"
as chu do set_signing_scope hai unit=25195 post=deputy fields="Hộ tịch" procedures=1.001612
at 08:30
as pho do sign D1
expect refused sign.scope "rule 50"
expect unchanged
as hai do sign D1
expect timeline D1 contains signed form=kt decision=granted

# From Tuesday to Thursday; on Friday nothing is left to sign, until the head assigns anew.
story Signing scope: within its dates
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Văn Mẫu"
as lan do receive_new D3 procedure=1.001612 channel=counter receiving=25195.mc owner="Lê Thị Ví Dụ"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as lan do hand_over D3 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do hand_over D2 outcome=forward
as minh do hand_over D3 outcome=forward
as minh do finish D1
as minh do finish D2
as minh do finish D3
as chu do set_signing_scope pho unit=25195 post=deputy from=2026-03-01T07:30
expect refused org.dates
as chu do set_signing_scope pho unit=25195 post=deputy fields="Hộ tịt"
expect refused org.no_field
as chu do set_signing_scope minh unit=25195 post=deputy
expect refused org.not_assigned
as chu do set_signing_scope pho unit=25195 post=deputy from=2026-03-03T07:30 to=2026-03-06T00:00 procedures=1.001612
as chu do set_signing_scope pho unit=25195 post=deputy from=2026-03-05T07:30 fields="Hộ tịch"
# Before it begins the post signs all.
as pho do sign D1
expect D1 signed yes
at 2026-03-03 09:00
as pho do sign D2
expect D2 signed yes
# Taken back before it began, it never counted.
as chu do end_signing_scope pho unit=25195 post=deputy from=2026-03-05T07:30
at 2026-03-06 09:00
as pho do sign D3
expect refused sign.scope
as chu do set_signing_scope pho unit=25195 post=deputy
as pho do sign D3
expect D3 signed yes
as chu do end_signing_scope pho unit=25195 post=deputy from=2026-03-01T07:30
expect refused org.no_signing_scope

# While the head is away the work of the other fields does not lie: who stands in signs it.
story Signing scope: whoever stands in for the head signs all
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
person hai deputy of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do finish D1
as chu do set_signing_scope pho unit=25195 post=deputy fields="Hộ tịch"
as chu do set_signing_scope hai unit=25195 post=deputy fields="Hộ tịch"
as chu do record_leave chu from=2026-03-03T07:30 to=2026-03-05T17:00 deputy=hai
at 2026-03-03 09:00
as pho do sign D1
expect refused sign.scope
as hai do sign D1
expect timeline D1 contains signed form=kt

# What the head delegates to a deputy besides counts; by field to somebody else too.
story Signing scope: a delegation adds to it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
person pho deputy of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Trần Văn Mẫu"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as minh do hand_over D1 outcome=forward
as minh do hand_over D2 outcome=forward
as minh do finish D1
as minh do finish D2
as chu do set_signing_scope pho unit=25195 post=deputy fields="Hộ tịch"
as chu do delegate chu to=minh unit=25195 post=head until=2026-03-05T17:00 fields="Hộ tịch"
as minh do sign D1
expect refused right.signer
as chu do delegate chu to=minh unit=25195 post=head until=2026-03-05T17:00 fields="Đăng ký hộ kinh doanh"
as chu do delegate chu to=pho unit=25195 post=head until=2026-03-05T17:00 procedures=1.001612
as minh do sign D1
expect timeline D1 contains signed form=tuq
as pho do sign D2
expect timeline D2 contains signed form=kt
