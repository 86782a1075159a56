# Rule 34: what a detector finds becomes a question to whoever is meant. They reply within a clock of their
# own; somebody rules who neither held the dossier nor gave it to anybody; one appeal; nothing counts before.

# 1.001612 plans a day and a half for its step at the room: kept from Monday 08:00 to Thursday 09:00, then
# returned. Told on Thursday 5 March: five working days to reply, to Thursday 12 March 17:00.
story Rule 34: told, replied to, established, appealed, and not established
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person yen officer of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
signals
expect owes tuan = 0
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
signals
owed S1 by tuan
expect S1 kind signal
expect S1 what sits_returns
expect S1 state told
expect S1 owed 1 holder 25195.kt officer tuan
expect S1 owed 1 due 2026-03-12 17:00
expect S1 counts no
expect established 25195.kt = 0
# Told once.
signals
expect S1 open 1
# Others learn nothing of it, not even that it is there; and the head not before the reply.
as yen do reply_signal S1 text="Không phải tôi"
expect refused hearing.unknown
as lan do rule_signal S1 ruling=established text="Đúng"
expect refused hearing.unknown
as minh do reply_signal S1 text="Tôi trả lời thay"
expect refused hearing.unknown
as minh do rule_signal S1 ruling=established text="Đúng"
expect refused hearing.not_yet
as tuan do appeal_signal S1 text="Không đúng"
expect refused hearing.not_yet
at 2026-03-06 09:00
as tuan do reply_signal S1 text="Tôi chờ bản vẽ của chi nhánh"
expect S1 state to_rule
expect S1 owed 1 answered
# Ten working days to rule: to Friday 20 March 17:00.
expect S1 owed 2 holder 25195.kt head minh
expect S1 owed 2 due 2026-03-20 17:00
as tuan do reply_signal S1 text="Nói thêm"
expect refused hearing.replied
as tuan do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.partial
as chu do rule_signal S1 ruling=established text="Đúng"
expect refused hearing.partial
as minh do rule_signal S1 ruling=perhaps text="Có lẽ"
expect refused hearing.ruling
expect S1 counts no
expect established 25195.kt = 0
as minh do rule_signal S1 ruling=established text="Bản vẽ đã có từ thứ Ba"
expect S1 state ruled
expect S1 ruling established
expect S1 counts yes
expect established 25195.kt = 1
as minh do rule_signal S1 ruling=not_established text="Đổi ý"
expect refused hearing.over
as minh do appeal_signal S1 text="Chưa đủ"
expect refused hearing.unknown
# Ten working days to appeal, once; another superior rules. Meanwhile it counts for nothing.
at 2026-03-20 16:00
as tuan do appeal_signal S1 text="Bản vẽ thứ Ba thiếu trang hai"
expect S1 state appealed
expect S1 counts no
expect established 25195.kt = 0
expect S1 owed 3 holder 25195 head chu
as tuan do appeal_signal S1 text="Lần nữa"
expect refused hearing.appealed
as minh do rule_signal S1 ruling=established text="Vẫn đúng"
expect refused hearing.partial
as chu do rule_signal S1 ruling=not_established text="Trang hai về hôm thứ Năm"
expect S1 state final
expect S1 ruling not_established
expect S1 counts no
expect established 25195.kt = 0
expect S1 closed yes
as chu do rule_signal S1 ruling=established text="Lần nữa"
expect refused hearing.over
rebuild
expect verify

# Nobody appeals: after ten working days it stands.
story Rule 34: established, and not appealed in time
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
signals
owed S1 by tuan
# No reply: the ruling goes on without one, which may still come until then.
at 2026-03-12 17:00
expect S1 state told
at 2026-03-12 17:01
expect S1 state to_rule
expect S1 owed 1 silent
expect S1 owed 2 holder 25195.kt head minh
as tuan do reply_signal S1 text="Tôi đi tập huấn"
expect S1 state to_rule
as minh do rule_signal S1 ruling=established text="Đúng"
at 2026-03-26 17:00
expect S1 state ruled
at 2026-03-26 17:01
expect S1 state final
expect S1 counts yes
expect established 25195.kt = 1
as tuan do appeal_signal S1 text="Muộn"
expect refused hearing.late
expect verify

# The head had it untaken from Monday 08:00 to 09:00, and gave it to Tuấn: not impartial. The chair of the
# ward is, and does not rule in ten working days; nor does the province in ten more: not established.
story Rule 34: who had a hand in it may not rule; no ruling lapses
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
as yen do take D1
as hai do reassign D1 to=tuan note="Anh Tuấn làm"
as tuan do take D1
as lan do receive_new D2 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Hai"
as lan do hand_over D2 outcome=forward
at 09:00
as tuan do take D2
at 2026-03-05 09:00
as tuan do send_back D2 reason=R01 note="Thiếu chữ ký"
signals
owed S2 by tuan
as tuan do reply_signal S2 text="Chờ bản vẽ"
expect S2 owed 2 holder 25195 head chu
as minh do rule_signal S2 ruling=not_established text="Tôi giữ một giờ"
expect refused hearing.partial
as hai do rule_signal S2 ruling=not_established text="Phó phòng"
expect refused hearing.partial
at 2026-03-19 17:01
expect S2 owed 2 silent
expect S2 owed 3 holder dn head tinh
expect S2 state to_rule
at 2026-04-02 17:01
expect S2 state final
expect S2 ruling lapsed
expect S2 counts no
as chu do rule_signal S2 ruling=established text="Muộn"
expect refused hearing.over
as tuan do appeal_signal S2 text="Không cần"
expect refused hearing.other
# The deputy gave the other one to Tuấn, and may not rule on it.
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
signals
owed S1 by tuan
as tuan do reply_signal S1 text="Chờ bản vẽ"
expect S1 owed 2 holder 25195.kt head minh
as hai do rule_signal S1 ruling=established text="Tôi đã giao"
expect refused hearing.partial
as minh do rule_signal S1 ruling=established text="Đúng"
expect S1 counts yes
expect established 25195.kt = 1
rebuild
expect verify

# A unit as such: its head replies, the next superior rules. A late answer, before a ruling, takes it back.
story Rule 34, 36: the silence of a unit
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person lam officer of 25195.mttq
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
as lan do receive_new D2 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Hai"
as lan do hand_over D2 outcome=forward
as duc do take D2
as duc do ask_opinion D2 units=25195.mttq question="Có thuộc diện hưởng không?"
at 2026-03-06 17:00
signals
owed S1 by quy
expect S1 what silence
expect S1 owed 1 holder 25195.mttq head quy
as quy do reply_signal S1 text="Hai cán bộ đều đi tập huấn"
expect S1 owed 2 holder 25195 head chu
as quy do rule_signal S1 ruling=not_established text="Không"
expect refused hearing.partial
as chu do rule_signal S1 ruling=established text="Không báo trước"
expect S1 counts yes
expect established 25195.mttq = 1
owed S2 by quy
as lam do answer_opinion D2 number=1 answer=agree text="Đồng ý"
as lam do answer_opinion D1 number=1 answer=agree text="Đồng ý"
signals
# What was ruled on stands; what was not is taken back.
expect S1 counts yes
expect established 25195.mttq = 1
expect S2 state withdrawn
expect S2 closed yes
expect S2 counts no
rebuild
expect verify

# Rule 36: absent, cut off, never reached: nobody's silence.
story Rule 36: leave and an outage excuse a silence, and nobody is asked about it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person duc officer of 25195.vhxh
person nga head of 25195.vhxh
person quy head of 25195.mttq
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
at 09:30
as admin do declare_outage 25195.mttq from=2026-03-02T09:00 to=2026-03-06T17:00 series=GT first=1 last=20 reason="Mất điện"
at 2026-03-06 17:00
expect D1 opinion 1 silent
signals
expect owes quy = 0
expect verify

# Nobody stands in for the head of the other unit, who is away when the time is over.
story Rule 36: who was on leave when it fell due is not silent
store 2026-03-02 07:30
person lan clerk of 25195.mc
person duc officer of 25195.vhxh
person nga head of 25195.vhxh
person quy head of 25195.mttq
at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
as quy do record_leave quy from=2026-03-02T10:00 to=2026-03-06T17:00
at 2026-03-06 17:00
signals
expect owes quy = 0
expect verify

# On leave nobody is asked; once back they have all of the time.
story Rule 34: who is on leave is asked once back
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as minh do record_leave tuan from="2026-03-06 07:30" to="2026-03-11 17:00"
at 2026-03-06 08:00
signals
expect owes tuan = 0
at 2026-03-12 08:00
signals
owed S1 by tuan
expect S1 owed 1 due 2026-03-19 17:00
as minh do record_leave tuan from="2026-03-13 07:30" to="2026-03-20 17:00"
at 2026-03-20 17:01
expect S1 state told
at 2026-03-27 17:01
expect S1 state to_rule
expect verify

# Everybody below had it in hand, the chair of the province ruled: a deputy hears the appeal, then nobody else.
story Rule 34: an appeal where only a deputy is left
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person tinh head of dn
person pho deputy of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
at 08:30
as minh do take D1
as chu do reassign D1 to=tuan note="Anh Tuấn làm"
as tuan do take D1
at 2026-03-05 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
signals
owed S1 by tuan
as tuan do reply_signal S1 text="Chờ bản vẽ"
expect S1 owed 2 holder dn head tinh
as tinh do rule_signal S1 ruling=established text="Đúng"
as tuan do appeal_signal S1 text="Không đúng"
expect S1 owed 3 holder dn deputy pho
as tinh do rule_signal S1 ruling=established text="Vẫn đúng"
expect refused hearing.again
as pho do rule_signal S1 ruling=not_established text="Bản vẽ về muộn"
expect S1 counts no
expect established 25195.kt = 0
expect verify

# Praise is asked of nobody and owed by nobody: a superior with no hand in it confirms it, or does not.
story Rule 34, 37: what was done well counts once a superior confirms it
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person lam officer of 25195.mttq
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do ask_opinion D1 units=25195.mttq question="Có thuộc diện hưởng không?"
at 10:00
as lam do answer_opinion D1 number=1 answer=agree text="Đồng ý"
as chu do commend P0 dossier=D1 what=helpful
expect refused hearing.none
signals
expect owes lam = 0
expect owes chu = 0
# The head of the unit had the question; the person and others are no superiors.
as quy do commend P0 dossier=D1 what=helpful person=lam
expect refused hearing.partial
as lam do commend P0 dossier=D1 what=helpful person=lam
expect refused right.unit_head
as nga do commend P0 dossier=D1 what=helpful person=lam
expect refused right.unit_head
as chu do commend P1 dossier=D1 what=helpful person=lam text="Cảm ơn"
expect P1 kind signal
expect P1 state final
expect P1 counts yes
expect established 25195.mttq = 1
as lam do appeal_signal P1 text="Không đáng"
expect refused hearing.unknown
as chu do commend P2 dossier=D1 what=helpful person=lam
expect refused hearing.none
signals
expect P1 counts yes
expect established 25195.mttq = 1
rebuild
expect verify
