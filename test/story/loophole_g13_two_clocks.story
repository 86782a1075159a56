# G13: elsewhere lateness is measured at "result ready" or at hand-over, whichever looks better.
# Here both moments are kept and shown; the legal clock ends at ready, the hand-out has its own holder.
story G13: ready and handed over are two clocks
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person van records of 25195.vp

at 08:00
as lan do receive_new D1 procedure=2.000908 channel=counter receiving=25195.mc owner="Tạ Thị Thử"
as lan do hand_over D1 outcome=forward
as nga do finish D1
as chu do sign D1
expect D1 ready none
at 10:00
as van do number D1 number=1 book=BS file="copy"
# signed and numbered is not ready
expect D1 state open
as van do ready D1
expect D1 ready 10:00
expect D1 delivered none
# the counter holds it until the person knows
expect D1 holder 25195.mc head hoa
at 2026-03-04 10:00
expect D1 state ready
expect list open = D1
as lan do notice_delivered D1 notice=result how=code
expect D1 holder citizen
# two days on the counter's shelf are the counter's: Monday 5.5 hours, Tuesday 8, Wednesday 2.5
expect D1 work 6 = 16h
expect D1 hold 6 holder 25195.mc head hoa
expect D1 hold 6 ended noticed
at 2026-03-10 09:00
as lan do deliver D1 how=counter collector="Tạ Thị Thử"
expect D1 ready 2026-03-02 10:00
expect D1 delivered 2026-03-10 09:00
expect D1 closed 2026-03-10 09:00
expect rate official = 1/1
expect rate lived = 1/1
