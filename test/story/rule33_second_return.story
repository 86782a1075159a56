# Rule 33: the first return is the holder's; a second one of any reason goes through a superior, who passes it on
# or leaves the dossier with who holds it. Work goes on meanwhile. Returned unrepaired, the minutes since the
# first return are the sender's.

# The head of the room is above the officer; between the room and the counter the commune's head is above both.
story Rule 33: a second return goes through the superior, who passes it on
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 09:00
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
expect D1 holder 25195.mc clerk lan
expect D1 returns 1
at 10:00
as lan do hand_over D1 outcome=forward
as tuan do take D1
at 11:00
as tuan do send_back D1 reason=unrepaired note="Vẫn thiếu chữ ký"
# Nothing has moved: the head has it to decide, within 16 working hours of Monday 11:00.
expect kinds return_asked
expect D1 holder 25195.kt officer tuan
expect D1 returns 1
expect D1 return 1 open
expect D1 return 1 holder 25195.kt head minh
expect D1 return 1 due 2026-03-04 11:00
expect obligations 25195.kt = 2
as tuan do send_back D1 reason=R06 note="Và sai ngành nghề"
expect refused return.open "rule 33"
# Not who asks, nor who would get it.
as tuan do rule_return D1 ruling=passed_on text="Đúng"
expect refused right.superior
as lan do rule_return D1 ruling=kept text="Sai"
expect refused right.superior
as minh do rule_return D1 ruling=perhaps text="Chưa rõ"
expect refused return.ruling
at 13:00
as minh do rule_return D1 ruling=passed_on text="Chưa khắc phục như yêu cầu lần đầu"
expect kinds return_ruled sent_back
expect timeline D1 contains sent_back reason=unrepaired asked=1
expect D1 return 1 passed_on
expect D1 returns 2
expect D1 holder 25195.mc clerk lan
expect obligations 25195.kt = 0
# From 09:00 on it is the sender's, also what the room had of it; the first hour stays the room's.
expect D1 hold 2 account 25195.kt head minh
expect D1 hold 3 account 25195.kt officer tuan
expect D1 hold 4 account 25195.mc clerk lan
expect D1 hold 5 account 25195.mc clerk lan
expect D1 hold 6 account 25195.mc clerk lan
expect D1 work-sum
# The step's allotment of 12 hours is less what the room itself used before the first return: one hour.
at 14:00
as lan do hand_over D1 outcome=forward
expect D1 hold 8 plan = 39600
as minh do rule_return D1 ruling=passed_on text="Lần nữa"
expect refused return.none
rebuild
expect D1 return 1 passed_on
expect verify

story Rule 33: the superior leaves it where it is, and it is not asked again
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R06 note="Sai ngành nghề"
at 09:00
as minh do rule_return D1 ruling=kept text="Tự sửa được, không trả"
expect kinds return_ruled
expect D1 return 1 kept
expect D1 returns 1
expect D1 holder 25195.kt officer tuan
expect D1 hold 6 account 25195.kt officer tuan
as tuan do send_back D1 reason=R06 note="Vẫn muốn trả"
expect refused return.ruled
as tuan do hand_over D1 outcome=forward
expect D1 work-sum
rebuild
expect verify

# The room's head holds it and returns it to the counter, another unit: neither decides, the commune's head does.
# Within the own tree the head is the superior already.
story Rule 33: a head who holds it is not the superior of another unit
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do take D1
as minh do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as minh do take D1
as minh do send_back D1 reason=R06 note="Sai ngành nghề"
expect kinds return_asked
expect D1 return 1 holder 25195 head chu
as minh do rule_return D1 ruling=passed_on text="Tôi quyết"
expect refused right.superior
as chu do rule_return D1 ruling=passed_on text="Đúng"
expect D1 holder 25195.mc clerk lan
# Forward again, and back from the review to the officer of the same room: the head's own decision.
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do hand_over D1 outcome=forward
as minh do take D1
as minh do send_back D1 reason=R06 note="Sửa lại"
expect kinds sent_back
expect D1 returns 3
expect D1 holder 25195.kt officer tuan
# The superior of who holds it decides at once, unasked.
as minh do send_back D1 reason=R01 note="Trả một cửa"
expect kinds sent_back
expect D1 returns 4
expect D1 work-sum
rebuild
expect verify

# Work goes on: what is handed on, or waits for the citizen, is not to be returned any more.
story Rule 33: gone on before a ruling, there is nothing to decide
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R06 note="Sai ngành nghề"
as tuan do hand_over D1 outcome=forward
expect D1 return 1 moot
expect obligations 25195.kt = 1
as minh do rule_return D1 ruling=passed_on text="Muộn rồi"
expect refused return.none
expect D1 work-sum

# The room's head has 16 working hours, from Monday 08:00 to Wednesday 08:00. Silent, it climbs a rung, as other
# duties do: the commune's head owes it too, with as many hours of their own, and the first still does.
story Rule 33: a superior's silence goes up once
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
person tinh head of dn
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R06 note="Sai ngành nghề"
expect D1 return 1 holder 25195.kt head minh
expect obligations 25195 = 0
at 2026-03-04 08:00
expect timeline D1 lacks return_silent
at 08:01
expect timeline D1 contains return_silent n=1
expect D1 return 1 open
expect D1 return 1 holder 25195 head chu
expect D1 return 1 due 2026-03-06 08:00:01
# The room owes the work, the decision, and a letter: the promise is on Thursday.
expect obligations 25195 = 1
expect obligations 25195.kt = 3
# It is the officer's to work on, and nobody's who asks.
expect D1 holder 25195.kt officer tuan
as tuan do rule_return D1 ruling=passed_on text="Tôi tự quyết"
expect refused right.superior
# Past the second date it climbs no further: it is said, and both still owe it, beside the letter.
at 2026-03-06 08:01
tick
expect unchanged
expect D1 return 1 holder 25195 head chu
expect obligations 25195 = 2
as minh do rule_return D1 ruling=passed_on text="Nay mới xem"
expect kinds return_ruled sent_back
expect timeline D1 contains return_ruled by=25195.kt
expect D1 return 1 passed_on
expect obligations 25195 = 1
expect D1 holder 25195.mc clerk lan
expect D1 work-sum
rebuild
expect D1 return 1 passed_on
expect verify

# The one it climbed to decides, also after the first has gone on leave.
story Rule 33: the next superior decides
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person hai deputy of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R06 note="Sai ngành nghề"
at 2026-03-04 08:01
as minh do record_leave minh from=2026-03-04T09:00 to=2026-03-05T17:00 deputy=hai
at 09:01
expect D1 return 1 holder 25195 head chu
as chu do rule_return D1 ruling=kept text="Tự sửa được"
expect kinds return_ruled
expect timeline D1 contains return_ruled by=25195
expect D1 return 1 kept
expect obligations 25195 = 0
expect D1 holder 25195.kt officer tuan
expect D1 work-sum
rebuild
expect verify

# Nobody sits above: it is said once, and stays owed.
story Rule 33: where nobody is above, the silence is said and it stays owed
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as tuan do send_back D1 reason=R06 note="Sai ngành nghề"
at 2026-03-04 08:01
expect timeline D1 contains return_silent n=1
expect D1 return 1 holder 25195.kt head minh
at 2026-03-04 17:00
as minh do rule_return D1 ruling=kept text="Tự sửa được"
expect D1 return 1 kept
expect verify

# The head has 16 working hours, from Monday 08:00 to Wednesday 08:00, and is silent. What the room runs over its
# plan while the head owes the ruling is the head's.
story Rule 33: a superior's minutes past the limit are the superior's own
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person chu head of 25195
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as minh do take D1
as minh do send_back D1 reason=R01 note="Thiếu chữ ký"
as lan do hand_over D1 outcome=forward
as minh do take D1
as minh do send_back D1 reason=R06 note="Sai ngành nghề"
expect D1 return 1 holder 25195 head chu
expect D1 return 1 due 2026-03-04 08:00
expect D1 due 2026-03-05 17:00
at 2026-03-06 08:00
# The room has 12 hours, until 4 before the ruling is due; the head owes it for 16: of half an hour a fifth.
expect lateness D1 25195.kt = 360
expect lateness D1 25195 = 1440
as chu do rule_return D1 ruling=kept text="Tự sửa"
expect lateness D1 25195 = 1440
expect D1 work-sum
