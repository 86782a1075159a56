# Rule 14: number and last day of supplement requests are data per procedure version. A later or
# further request isn't refused: form 02 signed by the head with the reason why it was not in the
# first list, and the office's clock keeps running.

# A work permit, 10 working days from Monday 2 March: Monday 16. The last day for asking is the
# third: Thursday 5, all day. The decree gives the limit afresh when the file is complete: from
# Wednesday 11 March 12, 13, 16–20, 23, 24, Wednesday 25.
story Rule 14: once, until the third day, the officer asks alone
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person viet head of so-nv.vl
person mai officer of so-nv.vl

at 08:00
as lan do receive_new D1 procedure=1.014201 channel=counter receiving=ttpvhcc owner="Công ty Thử"
expect D1 promise 2026-03-16 17:00
as lan do hand_over D1 outcome=forward
as mai do take D1
at 2026-03-05 16:30
as mai do ask_supplement D1 items="Giấy khám sức khỏe"
expect timeline D1 contains supplement_asked lawful=yes
as lan do notice_delivered D1 notice=supplement how=signature
expect D1 state waiting
expect D1 holder citizen
at 2026-03-11 09:00
as lan do supplement_received D1
expect D1 due 2026-03-25 17:00
# A further one, though asked on a third day after the completion, needs the head.
as mai do ask_supplement D1 items="Thêm một giấy"
expect refused supplement.signature "rule 14"
expect unchanged
as mai do ask_supplement D1 items="Thêm một giấy" signer=viet why="Giấy mới phát sinh do đổi quy định"
expect D1 supplements 2
as lan do notice_delivered D1 notice=supplement how=signature
# The citizen is asked, the office goes on.
expect D1 state open
expect D1 holder so-nv.vl officer mai
expect D1 due 2026-03-25 17:00
at 2026-03-13 09:00
as lan do supplement_received D1
expect D1 state open
expect D1 due 2026-03-25 17:00
expect D1 holder so-nv.vl officer mai
expect D1 work-sum

story Rule 14: later with the head's signature and the reason, the clock runs on
store 2026-03-02 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person viet head of so-nv.vl
person mai officer of so-nv.vl
person phong deputy of so-nv.vl

at 08:00
as lan do receive_new D1 procedure=1.014201 channel=counter receiving=ttpvhcc owner="Công ty Thử"
as lan do hand_over D1 outcome=forward
as mai do take D1
# Friday 6 March is the fourth day.
at 2026-03-06 08:00
as mai do ask_supplement D1 items="Giấy khám sức khỏe"
expect refused supplement.signature "rule 14"
as mai do ask_supplement D1 items="Giấy khám sức khỏe" why="Quên"
expect refused supplement.signature
as mai do ask_supplement D1 items="Giấy khám sức khỏe" signer=mai why="Quên"
expect refused supplement.signature
as mai do ask_supplement D1 items="Giấy khám sức khỏe" signer=hoa why="Quên"
expect refused supplement.signature
as mai do ask_supplement D1 items="Giấy khám sức khỏe" signer=viet
expect refused supplement.signature
as lan do ask_supplement D1 items="Giấy khám sức khỏe" signer=viet why="Quên"
expect refused right.holder
expect unchanged
as mai do ask_supplement D1 items="Giấy khám sức khỏe" signer=viet why="Bản khám hết hạn ngày 5/3"
expect ok
expect timeline D1 lacks paused
as lan do notice_delivered D1 notice=supplement how=code
expect D1 state open
expect D1 due 2026-03-16 17:00
expect D1 lived 2026-03-16 17:00
at 2026-03-16 17:01
expect list late = D1

# The three days are working days: from Friday 24 April they are Tuesday 28, Wednesday 29 and, after
# the holidays of 30 April and 1 May and a weekend, Monday 4 May.
story Rule 14: the last day is counted in working days
store 2026-04-24 07:30
person lan clerk of ttpvhcc
person hoa head of ttpvhcc
person viet head of so-nv.vl
person mai officer of so-nv.vl

at 08:00
as lan do receive_new D1 procedure=1.014201 channel=counter receiving=ttpvhcc owner="Công ty Thử"
as lan do receive_new D2 procedure=1.014201 channel=counter receiving=ttpvhcc owner="Công ty Mẫu"
as lan do hand_over D1 outcome=forward
as lan do hand_over D2 outcome=forward
as mai do take D1
as mai do take D2
at 2026-05-04 16:59
as mai do ask_supplement D1 items="Giấy khám sức khỏe"
expect ok
at 2026-05-05 07:30
as mai do ask_supplement D2 items="Giấy khám sức khỏe"
expect refused supplement.signature
expect unchanged
