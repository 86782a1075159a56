# Rule 7: at the first minute of recorded leave what a person holds passes on.
story Leave moves what is held
store 2026-03-02 07:30
person hoa head of 25195.mc
person lan clerk of 25195.mc
person minh head of 25195.kt
person tuan officer of 25195.kt
person binh officer of 25195.kt
at 08:00
as lan do receive_new D1 procedure=1.001612 channel=counter receiving=25195.mc owner="Nguyễn Văn Thử"
as lan do hand_over D1 outcome=forward
as tuan do take D1
as minh do record_leave tuan from="2026-03-03 07:30" to="2026-03-05 17:00" deputy=binh
expect ok
expect next-tick 2026-03-03 07:30
at 2026-03-03 09:00
expect D1 holder 25195.kt officer binh
expect timeline D1 contains holder_moved at="2026-03-03 07:30" why=leave
expect list person tuan = none
expect list person binh = D1
expect D1 work-sum
