# Rule 48: certified copies are made while the citizen waits, in one act from one desk. Every step
# of the procedure is entered as it would be one by one, each by the right of whoever acts.

story While you wait: one act, every step, every hold
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person pho deputy of 25195
person vanphong head of 25195.vp
# The desk: lan also sits as officer of the room and as records clerk, and may sign
# certified copies, and nothing else, with the chairman's authority.
person lan officer of 25195.vhxh
person lan records of 25195.vp
as chu do delegate chu to=lan unit=25195 post=head procedures=2.000815,2.000908 until=2026-12-31T17:00

at 08:00
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" pages=10 copies=3 subject="Bằng tốt nghiệp" book=01-SCT/BS file="Lời chứng" collector="Nguyễn Văn Sao" proof=signature
expect kinds submitted received fee_receipted handed_over taken handed_over taken signed taken numbered ready delivered
expect K1 state delivered
expect K1 fees 36000
expect K1 promise 17:00
expect K1 ready 08:00
expect K1 delivered 08:00
expect timeline K1 contains signed form=tuq
expect timeline K1 contains numbered number=1 book=01-SCT/BS pages=10 copies=3
expect answer number = 1
expect K1 hold 1 holder 25195.mc clerk lan
expect K1 hold 3 holder 25195.vhxh officer lan
expect K1 work-sum
# the same key again is the same customer
again
expect answer number = 1

# numbers run through the book; another book has its own
at 08:03
as lan do serve_at_once K2 procedure=2.000815 channel=counter receiving=25195.mc owner="Trần Thị Sao" subject="Bằng tốt nghiệp" book=01-SCT/BS file="Lời chứng" collector="Trần Thị Sao"
expect answer number = 2
expect K2 fees 2000
as lan do serve_at_once K3 procedure=2.000908 channel=counter receiving=25195.mc owner="Trần Thị Sao" subject="Bằng tốt nghiệp" book=01-BSSG file="Trích lục" collector="Trần Thị Sao"
expect answer number = 1
expect K3 fees 0
rebuild
as lan do serve_at_once K4 procedure=2.000815 channel=counter receiving=25195.mc owner="Lê Văn Sao" subject="Bằng tốt nghiệp" book=01-SCT/BS file="Lời chứng" collector="Lê Văn Sao"
expect answer number = 3
expect rate official = 4/4
expect rate lived = 4/4

story While you wait: the seat that is missing is named, and nothing is left
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person nga head of 25195.vhxh
person chu head of 25195
person vanphong head of 25195.vp
at 08:00
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect refused serve.seat "rule 48"
expect unchanged
person lan officer of 25195.vhxh
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect refused serve.seat
# authority for extracts is none for copies
as chu do delegate chu to=lan unit=25195 post=head procedures=2.000908 from=08:00 until=2026-03-04T17:00
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect refused serve.seat
as chu do delegate chu to=lan unit=25195 post=head procedures=2.000815 from=2026-03-03T07:30 until=2026-03-04T17:00
person lan records of 25195.vp
# not yet
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect refused serve.seat
expect unchanged
at 2026-03-03 08:00
as lan do serve_at_once K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect K1 state delivered
expect answer number = 1
# nor any more
at 2026-03-05 08:00
as lan do serve_at_once K2 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao" subject="Bằng tốt nghiệp" book=S file="Lời chứng" collector="Nguyễn Văn Sao"
expect refused serve.seat

# The signature by one procedure is not the post: nothing else of the chairman's is the clerk's.
story While you wait: authority to sign is authority for nothing else
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of 25195.mc
person minh head of 25195.kt
person nga head of 25195.vhxh
person duc officer of 25195.vhxh
person chu head of 25195
person van records of 25195.vp
as chu do delegate chu to=lan unit=25195 post=head procedures=2.000815 until=2026-12-31T17:00
as chu do delegate chu to=lan unit=25195 post=head procedures=9.999999 until=2026-12-31T17:00
expect refused intake.procedure
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do receive_new K1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Sao"
as lan do hand_over D1 outcome=forward
as lan do hand_over K1 outcome=forward
as lan do stop K1 ground=dispute note="Không được"
expect refused right.head
as lan do reassign K1 to=duc note="Không được"
expect refused right.head
as lan do sign K1
expect refused right.signer
as minh do hand_over D1 outcome=forward
as minh do finish D1
as lan do sign D1
expect refused right.signer
as duc do take K1
as duc do finish K1
as lan do take K1
expect refused right.taker
as lan do sign K1
expect timeline K1 contains signed form=tuq
expect K1 holder 25195.vp head chu

# Not every procedure can be done at once, and a whole day's work of others least.
story While you wait: only what is due the same day
store 2026-03-02 07:30
person lan clerk of 25195.mc
person minh head of 25195.kt
person chu head of 25195
at 08:00
as lan do serve_at_once D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" subject="Bằng tốt nghiệp" book=S file="x" collector="Nguyễn Văn Thử"
expect refused serve.limit "rule 48"
as minh do serve_at_once D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" subject="Bằng tốt nghiệp" book=S file="x" collector="Nguyễn Văn Thử"
expect refused right.clerk
as lan do serve_at_once D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" subject="Bằng tốt nghiệp" book=S file="x" collector="Nguyễn Văn Thử" pages=0
expect refused fee.case
as lan do serve_at_once D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" subject="Bằng tốt nghiệp" book=S file="x" collector="Nguyễn Văn Thử" proof=handshake
expect refused serve.seat
expect unchanged
# The chairman has every seat of the commune but the counter's.
as chu do serve_at_once D1 procedure=2.000815 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử" subject="Bằng tốt nghiệp" book=S file="x" collector="Nguyễn Văn Thử"
expect refused right.clerk
