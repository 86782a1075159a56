# Rule 30: an answer that decides nothing can be called empty by whoever asked; who leads both
# rules. Upheld, it was no answer: its minutes are the answerer's, and the opinion is owed again.

# Monthly social allowance; step s3 asks the Fatherland Front of the ward, 24 hours. Asked on Tuesday
# 3 March at 09:00: due on Friday 6 at 09:00. The chairman has 16 hours for his ruling: called empty
# on Wednesday at 10:00, to Friday at 10:00.
story Rule 30: an empty answer is owed again
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
as lan do hand_over D1 outcome=forward
as duc do take D1
at 2026-03-03 09:00
as duc do hand_over D1 outcome=forward
as duc do ask_opinion D1 question="Có thuộc diện hưởng không?"
as duc do mark_insufficient D1 number=1 reason="Chưa trả lời"
expect refused opinion.unanswered
at 2026-03-04 09:00
as quy do answer_opinion D1 number=1 answer=agree text="Đề nghị thực hiện theo quy định"
expect obligations 25195.mttq = 0
at 10:00
as duc do rule_opinion D1 number=1 verdict=upheld text="Tự kết luận"
expect refused opinion.unmarked
as duc do mark_insufficient D1 number=1 reason="Không nói có thuộc diện hay không"
expect timeline D1 contains opinion_marked n=1
expect D1 opinion 1 agree
expect D1 opinion 1 ruling 2026-03-06 10:00
expect obligations 25195 = 1
as duc do mark_insufficient D1 number=1 reason="Vẫn vậy"
expect refused opinion.marked
as quy do rule_opinion D1 number=1 verdict=dismissed text="Đã rõ"
expect refused right.ruling
as chu do rule_opinion D1 number=1 verdict=maybe text="Để xem"
expect refused opinion.verdict

at 2026-03-06 08:00
as chu do rule_opinion D1 number=1 verdict=upheld text="Không trả lời được câu hỏi"
expect timeline D1 contains opinion_ruled n=1 verdict=upheld
expect obligations 25195 = 0
# Since the empty answer it was the Front that owed one, and its due stays what it was.
expect D1 opinion 1 open
expect D1 opinion 1 holder 25195.mttq head quy
expect D1 opinion 1 from 2026-03-04 09:00
expect D1 opinion 1 due 2026-03-06 09:00
at 09:01
expect D1 opinion 1 silent
at 10:00
as quy do answer_opinion D1 number=1 answer=agree text="Thuộc diện hưởng, có tên trong danh sách"
expect obligations 25195.mttq = 0
expect D1 work-sum

story Rule 30: an answer that stands is raised once
store 2026-03-02 07:30
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person quy head of 25195.mttq
person chu head of 25195

at 08:00
as lan do receive_new D1 procedure=1.001776 channel=counter receiving=25195.mc owner="Trần Thị Mẫu"
as lan do hand_over D1 outcome=forward
as duc do take D1
as duc do hand_over D1 outcome=forward
as duc do ask_opinion D1 question="Có thuộc diện hưởng không?"
as quy do answer_opinion D1 number=1 answer=object text="Không: đã có lương hưu"
as duc do mark_insufficient D1 number=1 reason="Chưa rõ"
at 2026-03-03 09:00
as chu do rule_opinion D1 number=1 verdict=dismissed text="Đã rõ"
expect D1 opinion 1 object
expect obligations 25195 = 0
as duc do mark_insufficient D1 number=1 reason="Vẫn chưa rõ"
expect refused opinion.marked
expect D1 work-sum
