# Rule 41: what citizens decide about their own dossier: how they are written to, how the
# result comes, withdrawal. The counter enters it for whoever comes; in the citizen's name
# nobody does without a proof by code (the proof itself: test/http/proved.t).
story Rule 41: the counter enters it, nobody else
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt

at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" result_by=counter
as lan do change_contact D1 way=phone contact="0911 222 333"
expect kinds contact_changed
as lan do change_contact D1 way=pigeon contact="0911 222 333"
expect refused contact.way "rule 41"
as lan do change_contact D1 way=phone contact="thu@example.vn"
expect refused contact.value "rule 41"
as lan do change_contact D1 way=email contact="thu@example.vn, khac@example.vn"
expect refused contact.value
expect unchanged
as lan do change_contact D1 way=email contact="thu@example.vn"
as tuan do change_contact D1 way=phone contact="0911 222 333"
expect refused right.onestop
# as a correction it would reach nobody
as lan do correct D1 what=contact old="cũ" new="0911 222 333" reason="đổi số"
expect refused correct.what
as lan do change_result_by D1 result_by=post
expect kinds result_by_changed
as lan do change_result_by D1 result_by=post
expect refused result_by.same
as lan do change_result_by D1 result_by=pigeon
expect refused intake.result_by
# it is no work of the office: who may take the paper back still may (rule 8)
as lan do hand_over D1 outcome=forward
as lan do change_result_by D1 result_by=electronic
as lan do recall D1
expect D1 step s1

story Rule 41: not in the citizen's name without a proof
store 2026-03-02 07:30
person lan clerk of 25195.mc
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as portal do withdraw D1 reason="xin rút"
expect refused right.proof "rule 41"
as portal do change_contact D1 way=phone contact="0911 222 333"
expect refused right.proof
as portal do change_result_by D1 result_by=post proved=0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
expect refused right.proof
expect unchanged
expect D1 state open
# over is over
as lan do withdraw D1 reason="Đổi ý"
expect D1 state withdrawn
as lan do change_contact D1 way=phone contact="0911 222 333"
expect refused state.closed
as lan do change_result_by D1 result_by=post
expect refused state.closed
