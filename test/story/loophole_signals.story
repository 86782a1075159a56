# Doors of signals, each tried: to hold one back, to make one up, to judge in one's own cause or among friends,
# to let it lie on somebody, to try until it fits, to count it before anybody was heard.
story S1: nobody makes a signal, nobody takes one back
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person hai deputy of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
send {"key":"s1","as":"minh","do":"open_signal","args":{"dossier":"H19.21-260302-0001","what":"dormant"}}
expect refused action.unknown
send {"key":"s2","as":"admin","do":"tell_signal","args":{"dossier":"H19.21-260302-0001","what":"dormant"}}
expect refused action.unknown
as minh do commend P dossier=D1 what=sits_returns person=tuan
expect refused hearing.none
as minh do commend P dossier=D1 what=quick person=tuan
expect refused hearing.none
signals
owed S1 by tuan
send {"key":"s3","as":"minh","do":"withdraw_signal","args":{"matter":"m0000000000001"}}
expect refused action.unknown
# Acts of registered matters do not fit.
as minh do close_matter S1
expect refused matter.paper
as minh do answer_on_matter S1 number=1 answer=agree text="Thay"
expect refused matter.paper
expect S1 state told
expect S1 closed no

# S2: the person, the deputy who was asked in between, the colleague, the administrator.
as tuan do reply_signal S1 text="Chờ bản vẽ"
as tuan do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.partial
as yen do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.unknown
as admin do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.unknown
as lan do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.unknown
expect S1 counts no

# S3: a ruler who says nothing does not leave it on them; and what lapsed can't be dug up.
at 2026-04-10 17:01
expect S1 ruling lapsed
expect S1 counts no
as minh do rule_signal S1 ruling=established text="Nay mới xem"
expect refused hearing.over
# S4: the same finding is told once, however often the ledger is searched.
signals
rebuild
signals
expect owes tuan = 0
expect verify

story S5: who ruled first has no second say, and one appeal is all
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person minh head of 25195
person tuan officer of 25195.kt
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
signals
owed S1 by tuan
as tuan do reply_signal S1 text="Chờ bản vẽ"
as minh do rule_signal S1 ruling=established text="Đúng"
as tuan do appeal_signal S1 text="Không đúng"
# Minh heads the ward too: it goes past him.
expect S1 owed 3 holder dn head tinh
as minh do rule_signal S1 ruling=established text="Vẫn đúng"
expect refused hearing.partial
as tinh do rule_signal S1 ruling=established text="Đúng"
expect S1 state final
expect S1 counts yes
as tuan do appeal_signal S1 text="Lần nữa"
expect refused hearing.appealed
# S6: what is done to the dossier afterwards does not change what was ruled.
as lan do hand_over D1 outcome=forward
as minh do reassign D1 to=tuan note="Làm lại"
signals
expect S1 counts yes
rebuild
expect verify
