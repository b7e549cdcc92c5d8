// One row of the table in assets.c: the file that ASSET names. No include guard: it is included once a row.
{
  ASSET, (const char[]){
#embed ASSET suffix(, )
    0}
},
#undef ASSET
