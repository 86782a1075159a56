# A line that goes on, and several sentences in it.
story joined
store 2026-03-02 07:30
person lan clerk of 25195.mc
person hoa head of \
  25195.mc ; at 08:00 ; expect list open = none
